package dev.berth.policy;

import dev.berth.policy.Shape.Closed;
import dev.berth.policy.Shape.Items;
import dev.berth.policy.Shape.Struct;
import java.util.stream.Stream;

/** The fields of one database. */
final class DatabaseSchema {
    private static final Struct PORT = Struct.of(
            Field.required("name", Formats.LABEL, "Names the berth; clients write `{{DATABASE.NAME}}` for its port."),
            Field.required(
                    "target",
                    Leaf.whole("port", 1, 65535),
                    "The port inside the container; QuestDB's and Qdrant's say which protocol is spoken there."),
            Field.required(
                    "port",
                    Leaf.whole("port", Schema.FIRST, Schema.LAST),
                    "The protected port on the host, of the Service, or of the pods' nodes; it lies in one of the bands"
                            + " and no other berth has it."),
            Field.optional(
                    "variable",
                    Formats.VARIABLE,
                    "the Compose file's own text",
                    "The .env variable that holds the host port."));

    private static final Struct CREDENTIALS = Struct.of(
                    Field.optional(
                            "user",
                            ReferenceSchema.user(),
                            "the engine's usual one",
                            "Who logs in; exactly one source."),
                    Field.optional(
                            "password",
                            ReferenceSchema.password(),
                            "the server trusts",
                            "The password by reference, never in clear; exactly one source."))
            .kept("an object of user, password");

    private static final Struct PGBOUNCER = Struct.of(
            Field.defaulted("host", Formats.HOST, "127.0.0.1", "Where its port answers, as seen from this host."),
            Field.required("port", Leaf.whole("port", 1, 65535), "Its port (`listen_port`)."),
            Field.optional(
                    "database",
                    Formats.POOLED,
                    "all that it serves",
                    "What it calls the database, left of the `=` in its `[databases]`."),
            Field.optional("credentials", CREDENTIALS, "user postgres without password", "One of its `admin_users`."));

    static final Struct DATABASE = Struct.of(
                    Field.required("name", Formats.LABEL, "Names the database in this policy."),
                    Field.required(
                            "engine",
                            Leaf.choice(Stream.of(EngineKind.values())
                                    .map(EngineKind::word)
                                    .toList()),
                            "Decides how it is probed, compared, stopped and backed up."),
                    Field.optional(
                            "service",
                            Formats.SERVICE,
                            "`container` or `workload` instead",
                            "The Compose service that runs it, or in a cluster the Service that leads to it; exactly one of"
                                    + " `service`, `container` and `workload`."),
                    Field.optional(
                            "container",
                            Formats.CONTAINER,
                            "`service` instead",
                            "The container that runs it, where no Compose file describes it; on a Docker engine only."),
                    Field.optional(
                            "workload",
                            Closed.inFiles(
                                    Formats.WORKLOAD,
                                    "workloads are of a cluster; on a Docker engine use service or container"),
                            "`service` instead",
                            "The workload that runs it, whose pods' `hostPort`s are the berths; in a cluster only."),
                    Field.required("ports", new Items(PORT, 1, 8, "name"), "Its berths."),
                    Field.optional(
                            "credentials", CREDENTIALS, "none needed", "How probes, fingerprints and backups log in."),
                    Field.optional(
                            "pgBouncer",
                            PGBOUNCER,
                            "no pooler",
                            "The PgBouncer in front of it, which keeps its clients' sessions while it moves;"
                                    + " PostgreSQL and TimescaleDB only."))
            .withOneOf("service", "container", "workload");

    private DatabaseSchema() {}
}
