package dev.tocsin.topology.normalize;

/** Reads paths of files, of any operating system. */
final class FilePaths {
    private static final int LONGEST_EXTENSION = 16;

    private FilePaths() {}

    /** Sets {@code <at>.path}, {@code <at>.name} and {@code <at>.extension}. */
    static void put(String at, String path, Draft draft) {
        String name = Texts.baseName(path);
        draft.put(at + ".path", path);
        if (!name.isEmpty()) {
            draft.put(at + ".name", name);
            putExtension(at, name, draft);
        }
    }

    static void putExtension(String at, String name, Draft draft) {
        int dot = name.lastIndexOf('.');
        if (dot > 0 && dot < name.length() - 1 && name.length() - dot <= LONGEST_EXTENSION) {
            draft.put(at + ".extension", Texts.lower(name.substring(dot + 1)));
        }
    }
}
