package dev.berth.adapter.kube;

/** What tells the pods of a move from those of before. */
final class Mark {
    private Mark() {}

    /**
     * @param confirmed when the newest pod of before was made: a migration whose record was deleted leaves its name to a
     *     later one
     */
    static String of(String migration, String confirmed) {
        return migration + " " + confirmed;
    }

    /** That of the pods of the way back. */
    static String back(String mark) {
        return mark + " back";
    }
}
