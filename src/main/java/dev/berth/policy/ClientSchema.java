package dev.berth.policy;

import dev.berth.policy.Shape.Closed;
import dev.berth.policy.Shape.Items;
import dev.berth.policy.Shape.Struct;

/** The fields of one client. */
final class ClientSchema {
    private static final Struct FILE = Struct.of(
            Field.required("path", Formats.INNER_PATH, "The file that names the port."),
            Field.required("find", Formats.FIND, "The text as it stands before any berth moved."),
            Field.required(
                    "replace",
                    Formats.TEXT,
                    "The same with `{{DATABASE.PORT}}`, by their names in this policy, in place of the numbers."),
            Field.defaulted(
                    "times",
                    Leaf.whole("number", 1, 1000),
                    "1",
                    "How often the text stands in the file, no more and no less."));

    private static final Struct VALUE = Struct.of(
                    Field.optional("configMap", Formats.LABEL, "another place", "A ConfigMap; it needs `key`."),
                    Field.optional("secret", Formats.LABEL, "another place", "A Secret; it needs `key`."),
                    Field.optional("key", Formats.KEY, "`env` instead", "The key whose value names the port."),
                    Field.optional(
                            "env",
                            Struct.of(
                                    Field.required("workload", Formats.WORKLOAD, "Whose environment it is."),
                                    Field.required("name", Formats.VARIABLE, "The variable that names the port.")),
                            "another place",
                            "A variable of a workload, in each container that sets it."),
                    Field.optional(
                            "find",
                            Formats.FIND,
                            "the whole value",
                            "The part of the value that names the port, as it stands before any berth moved; it needs"
                                    + " `replace`."),
                    Field.optional(
                            "replace",
                            Formats.TEXT,
                            "the only port of the databases that the client uses",
                            "The same with `{{DATABASE.PORT}}` in place of the numbers."),
                    Field.defaulted(
                            "times",
                            Leaf.whole("number", 1, 1000),
                            "1",
                            "How often `find` stands in the value, no more and no less."))
            .withOneOf("configMap", "secret", "env")
            .withOneOf("key", "env");

    static final Struct CLIENT = Struct.of(
            Field.required("name", Formats.LABEL, "Names the client in this policy."),
            Field.required(
                    "uses", new Items(Formats.LABEL, 1, 64, Items.ITSELF), "The databases it uses, by their names."),
            Field.optional("files", new Items(FILE, 1, 64, ""), "none", "Where its files name the ports."),
            Field.optional(
                    "values",
                    new Items(
                            Closed.inFiles(VALUE, "values are objects of a cluster; on a Docker engine use files"),
                            0,
                            64,
                            ""),
                    "none",
                    "Where objects of a cluster name the ports."),
            Field.optional(
                    "restart",
                    Formats.RESTART,
                    "not restarted",
                    "The Compose service, or in a cluster the workload, that restarts after its files or values."),
            Field.optional(
                    "probe",
                    Struct.of(Field.required("http", Formats.HTTP_URL, "Answers 2xx while the client is well.")),
                    "not probed",
                    "How the client shows that it is well."));

    private ClientSchema() {}
}
