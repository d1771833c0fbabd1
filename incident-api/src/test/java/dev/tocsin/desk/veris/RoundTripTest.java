package dev.tocsin.desk.veris;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class RoundTripTest {
    private static final long SEED = Long.getLong("tocsin.veris.seed", 20_261_130);

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final VerisCheck check = new VerisCheck(new Vocabulary());

    @Test
    void everyRecordComesOutOfAnArrayOrLinesAsItWentIn() throws IOException {
        for (int i = 0; i < 2_000; i++) {
            List<String> records = new ArrayList<>();
            for (int n = random.nextInt(5); n >= 0; n--) {
                records.add(object(0));
            }
            assertThat(read(String.join(" \n", records).getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(records);
            assertThat(
                            read(
                                    ("[" + String.join(" , ", records) + "]")
                                            .getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(records);
            assertThat(read(zip(records))).isEqualTo(records);
        }
    }

    @Test
    void everyRandomDocumentIsReadAndCheckedWithoutAFault() {
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = object(0).getBytes(StandardCharsets.UTF_8);
            VerisDocument document = VerisDocument.read(bytes);

            assertThat(document.bytes()).isSameAs(bytes);
            assertThat(check.check(document).toJson().path("errors").isArray()).isTrue();
        }
    }

    @Test
    void randomBytesAreCutToTheirEndAndRefusedInWords() throws IOException {
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = object(0).getBytes(StandardCharsets.UTF_8);
            for (int n = random.nextInt(6); n >= 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Splitter splitter = new Splitter(new ByteArrayInputStream(bytes));
            for (byte[] part = splitter.next(); part != null; part = splitter.next()) {
                try {
                    check.check(VerisDocument.read(part)).toJson();
                } catch (IllegalArgumentException e) {
                    assertThat(e).hasMessageStartingWith("Expected");
                }
            }
        }
    }

    private String object(int depth) {
        String[] names = {"action", "hacking", "variety", "incident_id", "schema_version", "a/b~"};
        List<String> members = new ArrayList<>();
        for (int n = random.nextInt(4); n > 0; n--) {
            members.add(
                    "\""
                            + names[random.nextInt(names.length)]
                            + "\""
                            + blank()
                            + ":"
                            + value(depth));
        }
        return "{" + blank() + String.join(blank() + ",", members) + blank() + "}";
    }

    private String value(int depth) {
        String[] scalars = {
            "1.4e+3",
            "1.0",
            "-0",
            "null",
            "true",
            "\"1.4.1\"",
            "\"\\u0041}\"",
            "\"\\\"]\"",
            "\"é\\n\"",
            "\"\\ud800\""
        };
        int kind = random.nextInt(depth > 6 ? 2 : 4);
        return switch (kind) {
            case 2 -> "[" + value(depth + 1) + "," + blank() + value(depth + 1) + "]";
            case 3 -> object(depth + 1);
            default -> scalars[random.nextInt(scalars.length)];
        };
    }

    private String blank() {
        return " \n\t\r ".substring(0, random.nextInt(5));
    }

    private static List<String> read(byte[] upload) throws IOException {
        Records records = new Records(new ByteArrayInputStream(upload));
        List<String> found = new ArrayList<>();
        for (byte[] next = records.next(); next != null; next = records.next()) {
            found.add(new String(next, StandardCharsets.UTF_8));
        }
        return found;
    }

    private static byte[] zip(List<String> records) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < records.size(); i++) {
                zip.putNextEntry(new ZipEntry(i + ".json"));
                zip.write(records.get(i).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
