package dev.berth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a definition that refuses or drops more than an older one is found out. */
class CrdChangesTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String DEFINITION = """
            spec:
              group: berth.dev
              scope: Namespaced
              names: {kind: Policy, plural: policies, singular: policy, shortNames: [pol], categories: [berth]}
              versions:
                - name: v1
                  served: true
                  storage: true
                  subresources: {status: {}}
                  additionalPrinterColumns: [{name: Ready, type: string, jsonPath: .status.ready}]
                  schema:
                    openAPIV3Schema:
                      type: object
                      required: [spec]
                      properties:
                        spec:
                          type: object
                          required: [port]
                          x-kubernetes-validations: [{rule: self.port > 1, message: more}]
                          properties:
                            port: {type: integer, minimum: 7000, maximum: 7999}
                            mode: {type: string, enum: [Plan, Enforce], maxLength: 10, pattern: "^[A-Z]", nullable: true}
                            open: {type: object, x-kubernetes-preserve-unknown-fields: true}
                            labels: {type: object, additionalProperties: {type: string, minLength: 1}}
                            list:
                              type: array
                              maxItems: 4
                              x-kubernetes-list-type: map
                              x-kubernetes-list-map-keys: [name]
                              items: {type: object, properties: {name: {type: string}}}
            """;

    private final JsonNode before = read();
    private final JsonNode now = read();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                       | properties/port        | null             | spec.port: the field is gone, and what it holds would be dropped",
                "properties/port          | type                   | string           | spec.port: type was integer, is string",
                "properties/port          | maximum                | 7099             | spec.port: maximum was 7999, is 7099",
                "properties/port          | minimum                | 7100             | spec.port: minimum was 7000, is 7100",
                "properties/port          | multipleOf             | 2                | spec.port: multipleOf was nothing, is 2",
                "properties/port          | default                | 7000             | spec.port: default was nothing, is 7000",
                "properties/port          | enum                   | [7000]           | spec.port: enum was nothing, is [7000]",
                "properties/mode          | enum                   | [Plan]           | spec.mode: the value Enforce is gone",
                "properties/mode          | maxLength              | 9                | spec.mode: maxLength was 10, is 9",
                "properties/mode          | minLength              | 1                | spec.mode: minLength was nothing, is 1",
                "properties/mode          | pattern                | ^P               | spec.mode: pattern was ^[A-Z], is ^P",
                "properties/mode          | format                 | date             | spec.mode: format was nothing, is date",
                "properties/mode          | nullable               | null             | spec.mode: nullable was true, is nothing",
                "properties/open          | x-kubernetes-preserve-unknown-fields | null | spec.open: x-kubernetes-preserve-unknown-fields was true, is nothing",
                "properties/labels        | additionalProperties   | null             | spec.labels: additionalProperties is gone, and what it holds would be dropped",
                "properties/labels/additionalProperties | minLength | 2               | spec.labels{}: minLength was 1, is 2",
                "properties/list          | maxItems               | 3                | spec.list: maxItems was 4, is 3",
                "properties/list          | x-kubernetes-list-type | set              | spec.list: x-kubernetes-list-type was map, is set",
                "properties/list          | x-kubernetes-list-map-keys | [id]         | spec.list: x-kubernetes-list-map-keys was [\"name\"], is [\"id\"]",
                "properties/list/items    | required               | [name]           | spec.list[]: name is required now",
                "properties/list/items/properties | name           | null             | spec.list[].name: the field is gone, and what it holds would be dropped",
                "''                       | required               | [port, mode]     | spec: mode is required now",
                "''                       | x-kubernetes-validations | [{rule: self.port > 2}] | spec: a new rule: self.port > 2"
            })
    void whatASchemaTakesNoLongerIsTold(String schema, String key, String value, String told) throws IOException {
        put(spec(schema), key, value);

        assertThat(new CrdChanges(before, now).all()).containsExactly("v1 " + told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/spec                    | group        | other.dev | /spec/group was berth.dev, is other.dev",
                "/spec                    | scope        | Cluster   | /spec/scope was Namespaced, is Cluster",
                "/spec/names              | plural       | policys   | /spec/names/plural was policies, is policys",
                "/spec/names              | shortNames   | null      | /spec/names/shortNames: pol is gone",
                "/spec/names              | categories   | [all]     | /spec/names/categories: berth is gone",
                "/spec/versions/0         | name         | v2        | v1 the version is gone",
                "/spec/versions/0         | served       | false     | v1 served was true, is false",
                "/spec/versions/0         | storage      | false     | v1 storage was true, is false",
                "/spec/versions/0         | subresources | null      | v1 subresources was {\"status\":{}}, is nothing",
                "/spec/versions/0         | additionalPrinterColumns | null | v1 column Ready is gone",
                "/spec/versions/0/additionalPrinterColumns/0 | jsonPath | .x | v1 column Ready: jsonPath was .status.ready, is .x",
                "/spec/versions/0/schema/openAPIV3Schema | required | [spec, status] | v1 the object: status is required now"
            })
    void whatADefinitionNoLongerHasIsTold(String path, String key, String value, String told) throws IOException {
        put((ObjectNode) now.at(path), key, value);

        assertThat(new CrdChanges(before, now).all()).containsExactly(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "properties      | more                     | {type: string}",
                "properties/port | maximum                  | 8999",
                "properties/port | minimum                  | null",
                "properties/port | description              | other words",
                "properties/mode | enum                     | [Observe, Plan, Enforce]",
                "properties/mode | pattern                  | null",
                "properties/mode | maxLength                | 10.0",
                "''              | required                 | null",
                "''              | x-kubernetes-validations | [{rule: self.port > 1, message: other words}]"
            })
    void whatTakesAsMuchOrMoreIsNotTold(String schema, String key, String value) throws IOException {
        put(spec(schema), key, value);

        assertThat(new CrdChanges(before, now).all()).isEmpty();
    }

    @Test
    void everyDifferenceIsTold() throws IOException {
        put(spec("properties/port"), "maximum", "7099");
        put(spec("properties/mode"), "enum", "[]");

        assertThat(new CrdChanges(before, now).all()).hasSize(3);
    }

    private ObjectNode spec(String path) {
        return (ObjectNode)
                now.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec" + (path.isEmpty() ? "" : "/" + path));
    }

    /** @param value as YAML; {@code null} takes the key away */
    private static void put(ObjectNode at, String key, String value) throws IOException {
        var parts = key.split("/");
        var holder = parts.length > 1 ? (ObjectNode) at.path(parts[0]) : at;
        var name = parts[parts.length - 1];
        if (value.equals("null")) {
            holder.remove(name);
        } else {
            holder.set(name, YAML.readTree(value));
        }
    }

    private static JsonNode read() {
        try {
            return YAML.readTree(DEFINITION);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
