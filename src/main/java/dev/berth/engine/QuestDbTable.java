package dev.berth.engine;

import dev.berth.engine.Contents.Depth;
import dev.berth.engine.Contents.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One table of a QuestDB.
 *
 * <p>QuestDB has no hash that could be summed up over rows, so Fast takes sums, ends and counts of its columns: numbers that
 * depend on no order. A change that keeps all of them goes unseen; Strict sees it.
 */
record QuestDbTable(String name, List<Column> columns) {
    static QuestDbTable of(QuestDbDesk desk, String name) throws QuestDbFailure {
        var columns = new ArrayList<Column>();
        for (var row : desk.rows("SELECT \"column\", type, designated, upsertKey FROM table_columns('"
                + name.replace("'", "''") + "')")) {
            columns.add(new Column(row.get(0), row.get(1), String.join(" ", row.subList(2, row.size()))));
        }
        return new QuestDbTable(name, columns);
    }

    /** A digest of everything but its rows. */
    String shape(List<String> traits) {
        var digest = Sha256.begin();
        digest.update((traits + " " + columns).getBytes(StandardCharsets.UTF_8));
        return Sha256.end(digest);
    }

    /** Its rows, as closely as they are looked at. */
    Table rows(QuestDbDesk desk, Depth depth) throws QuestDbFailure {
        return depth == Depth.STRICT ? ordered(desk) : summed(desk);
    }

    private Table summed(QuestDbDesk desk) throws QuestDbFailure {
        var sums = columns.stream().flatMap(Column::sums).collect(Collectors.joining(", "));
        var found = desk.rows("SELECT count()" + (sums.isEmpty() ? "" : ", " + sums) + " FROM " + quoted(name))
                .get(0);
        return new Table(Long.parseLong(found.get(0)), "sums:" + String.join(",", found.subList(1, found.size())));
    }

    Table counted(QuestDbDesk desk) throws QuestDbFailure {
        return Table.atLeast(count(desk));
    }

    private long count(QuestDbDesk desk) throws QuestDbFailure {
        return Long.parseLong(
                desk.rows("SELECT count() FROM " + quoted(name)).get(0).get(0));
    }

    private Table ordered(QuestDbDesk desk) throws QuestDbFailure {
        var digest = Sha256.begin();
        desk.read(quoted(name), digest);
        return new Table(count(desk), "sha256:" + Sha256.end(digest));
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** One column and what is fixed about it. */
    record Column(String name, String type, String traits) {
        /** What can be reckoned of it whatever the order of rows; sums of fractions depend on it. */
        private Stream<String> sums() {
            var column = quoted(name);
            return switch (type) {
                case "BYTE", "SHORT", "INT", "LONG" -> Stream.of("sum(" + column + ")", "count(" + column + ")");
                case "TIMESTAMP", "TIMESTAMP_NS", "DATE" ->
                    Stream.of("min(" + column + ")", "max(" + column + ")", "sum(cast(" + column + " AS long))");
                case "FLOAT", "DOUBLE" ->
                    Stream.of("min(" + column + ")", "max(" + column + ")", "count(" + column + ")");
                case "SYMBOL", "STRING", "VARCHAR" -> Stream.of("count(" + column + ")", "sum(length(" + column + "))");
                case "BOOLEAN" -> Stream.of("sum(CASE WHEN " + column + " THEN 1 ELSE 0 END)");
                default -> Stream.empty();
            };
        }
    }
}
