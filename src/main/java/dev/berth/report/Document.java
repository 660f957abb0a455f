package dev.berth.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** A result for programs: fields in the order in which they are read best. */
public final class Document {
    private Document() {}

    /** Names and values in turn, such as {@code of("state", "refused", "refusals", refusals)}. */
    public static Map<String, Object> of(Object... namesAndValues) {
        var document = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            document.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return document;
    }
}
