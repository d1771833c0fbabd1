package dev.tocsin.desk.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.testkit.FakeTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {
    private final FakeTime time = new FakeTime(Instant.parse("2026-01-01T00:00:00Z"));

    @Test
    void grantsWhatTheBucketHoldsAndNoMore() {
        TokenBuckets buckets = buckets(Rate.perMinute("login", 3), 10);
        take(buckets, "a", 3);

        assertThat(buckets.take("a")).isEqualTo(new TokenBuckets.Taken(false, 0, 60, 20));
    }

    @Test
    void tokensComeBackEvenly() {
        TokenBuckets buckets = buckets(Rate.perMinute("login", 3), 10);
        take(buckets, "a", 3);
        time.advance(Duration.ofSeconds(21));

        assertThat(buckets.take("a").granted()).isTrue();
        assertThat(buckets.take("a").granted()).isFalse();
    }

    @Test
    void aBucketHoldsNoMoreThanItsCapacityAfterALongTime() {
        TokenBuckets buckets = buckets(Rate.perSecond("key", 2), 10);
        buckets.take("a");
        time.advance(Duration.ofDays(1));

        assertThat(buckets.take("a").left()).isEqualTo(9);
    }

    @Test
    void lookingTakesNothing() {
        TokenBuckets buckets = buckets(Rate.perMinute("login", 1), 10);
        buckets.look("a");

        assertThat(buckets.take("a").granted()).isTrue();
        assertThat(buckets.look("a").granted()).isFalse();
    }

    @Test
    void everybodyHasABucketOfItsOwn() {
        TokenBuckets buckets = buckets(Rate.perMinute("login", 1), 10);
        buckets.take("a");

        assertThat(buckets.take("b").granted()).isTrue();
    }

    @Test
    void keepsNoMoreCallersThanItMay() {
        TokenBuckets buckets = buckets(Rate.perMinute("login", 1), 10);
        for (int i = 0; i < 1_000; i++) {
            buckets.take("caller " + i);
        }

        assertThat(buckets.size()).isEqualTo(10);
        assertThat(buckets.take("caller 999").granted()).isFalse();
    }

    private TokenBuckets buckets(Rate rate, int most) {
        return new TokenBuckets(rate, most, time);
    }

    private static void take(TokenBuckets buckets, String who, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(buckets.take(who).granted()).isTrue();
        }
    }
}
