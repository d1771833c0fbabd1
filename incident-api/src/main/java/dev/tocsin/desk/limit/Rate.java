package dev.tocsin.desk.limit;

/**
 * How often one caller may ask, and how much at once.
 *
 * @param name what the headers call it
 * @param capacity how many requests may come at once, after a time without any
 * @param seconds in which the bucket fills again
 */
record Rate(String name, int capacity, int seconds) {
    private static final int REQUESTS_SECONDS = 5;
    private static final int LOG_IN_SECONDS = 60;

    /** Of requests in a second; what was not used can be caught up on for five seconds. */
    static Rate perSecond(String name, int rate) {
        int capacity = (int) Math.min(Integer.MAX_VALUE, (long) rate * REQUESTS_SECONDS);
        return new Rate(name, capacity, REQUESTS_SECONDS);
    }

    static Rate perMinute(String name, int rate) {
        return new Rate(name, rate, LOG_IN_SECONDS);
    }

    double perMs() {
        return capacity / (seconds * 1000.0);
    }
}
