package dev.tocsin.desk.veris;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The records of an upload: JSON, an array, NDJSON, or a zip of such files. A zip that unpacks to
 * more than {@link #MAX_UNPACKED} or has more than {@link #MAX_FILES} files is refused there.
 */
final class Records {
    /** The largest upload. */
    static final long MAX_UPLOAD = 100_000_000;

    /** The most that a zip may unpack to. */
    static final long MAX_UNPACKED = 400_000_000;

    /** The most files in a zip. */
    static final int MAX_FILES = 100_000;

    private final @Nullable ZipInputStream zip;
    private final InputStream plain;
    private @Nullable Splitter current;
    private int files;

    Records(InputStream upload) throws IOException {
        BufferedInputStream in = new BufferedInputStream(new Bounded(upload, MAX_UPLOAD));
        in.mark(2);
        boolean zipped = in.read() == 'P' && in.read() == 'K';
        in.reset();
        zip = zipped ? new ZipInputStream(in) : null;
        plain = zip == null ? in : new Bounded(zip, MAX_UNPACKED);
        current = zip == null ? new Splitter(plain) : null;
    }

    /** The next record; null at the end. */
    byte @Nullable [] next() throws IOException {
        while (true) {
            if (current == null && !nextFile()) {
                return null;
            }
            byte[] record = current == null ? null : current.next();
            if (record != null) {
                return record;
            }
            current = null;
        }
    }

    private boolean nextFile() throws IOException {
        if (zip == null || !isFile(zip)) {
            return false;
        }
        if (++files > MAX_FILES) {
            throw new Bounded.TooLarge("Expected at most " + MAX_FILES + " files, but found more");
        }
        current = new Splitter(plain);
        return true;
    }

    /** Goes to the next file of a zip; false at its end. */
    private static boolean isFile(ZipInputStream zip) throws IOException {
        ZipEntry entry = zip.getNextEntry();
        while (entry != null && (entry.isDirectory() || entry.getName().startsWith("__MACOSX"))) {
            entry = zip.getNextEntry();
        }
        return entry != null;
    }
}
