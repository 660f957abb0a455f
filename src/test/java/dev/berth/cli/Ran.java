package dev.berth.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What a command said and how it ended. */
record Ran(int code, String out, String err) {
    /** The one document on stdout; fails when there is anything else. */
    JsonNode document() {
        try {
            var document = new ObjectMapper()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(out);
            if (!document.isObject()) {
                throw new AssertionError("no document but “" + out + "”");
            }
            return document;
        } catch (JsonProcessingException e) {
            throw new AssertionError("not one document: " + out, e);
        }
    }
}
