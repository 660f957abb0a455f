package dev.berth.adapter.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Results as JSON (RFC 8259) or YAML 1.1, for other programs. */
public final class ResultText {
    private ResultText() {}

    public static String json(Object document) {
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a result is made of maps, lists and plain values", e);
        }
    }

    public static String yaml(Object document) {
        var options = new DumperOptions();
        // Results share empty lists; references to them would puzzle people and plain YAML readers.
        options.setDereferenceAliases(true);
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        return new Yaml(options).dump(document);
    }
}
