package dev.berth.policy;

import dev.berth.policy.Shape.Closed;
import dev.berth.policy.Shape.Ignored;
import dev.berth.policy.Shape.Items;
import dev.berth.policy.Shape.Struct;
import java.util.List;
import java.util.stream.Collectors;

/** The policy's fields as data: what is read, checked, defaulted and documented comes from here alone. */
final class Schema {
    private static final String GROUP = "berth.dev";
    static final String VERSION = GROUP + "/v1alpha1";
    static final String KIND = "DatabasePortPolicy";
    private static final String RECORD_KIND = "PortMigration";

    /** The protected range. */
    static final int FIRST = 7000;

    static final int LAST = 7999;

    private static final Struct METADATA = Struct.of(
            Field.required("name", Formats.LABEL, "Names the policy; unique in its namespace."),
            Field.defaulted("namespace", Formats.LABEL, "default", "Sets policies of one name apart."),
            Field.optional("labels", new Ignored(), "none", "For people and other tools; berth does not read them."),
            Field.optional(
                    "annotations",
                    new Ignored(),
                    "none",
                    "For people and other tools. In a cluster those of `berth.dev/` steer berth; in a file it reads none."));

    private static final Struct BAND = Struct.of(
            Field.required("name", Formats.LABEL, "Names the band."),
            Field.required("from", Leaf.whole("port", FIRST, LAST), "Its first port."),
            Field.required("to", Leaf.whole("port", FIRST, LAST), "Its last port; it belongs to the band."));

    private static final Struct DOCKER = Struct.of(
            Field.defaulted(
                    "host", Formats.DOCKER_HOST, "unix:///var/run/docker.sock", "The Docker engine to talk to."),
            Field.optional(
                    "project",
                    Formats.PROJECT,
                    "every database is named by `container`",
                    "The Compose project (`docker compose -p`)."),
            Field.optional(
                    "composeFiles",
                    new Items(Formats.PATH, 1, 32, Items.ITSELF),
                    "every database is named by `container`",
                    "The project's Compose files in the order of `docker compose -f`."),
            Field.defaulted("envFile", Formats.PATH, ".env", "The central .env file of the project."));

    private static final Struct SPEC = Struct.of(
                    Field.defaulted(
                            "mode",
                            Leaf.choice(Policy.Mode.class),
                            "Enforce",
                            "How far berth goes by itself: only report, wait for approval, or migrate."),
                    Field.optional(
                            "bands",
                            new Items(BAND, 1, 16, "name"),
                            Band.DEFAULTS.stream().map(Band::toString).collect(Collectors.joining(", ")),
                            "Named parts of the protected range; every berth lies in one of them."),
                    Field.optional(
                            "docker",
                            DOCKER,
                            "`kubernetes` instead",
                            "The databases run on a Docker engine; exactly one of `docker` and `kubernetes`."),
                    Field.optional(
                            "kubernetes",
                            Closed.inFiles(
                                    Struct.of(),
                                    "a policy in a file names spec.docker; spec.kubernetes belongs to a policy of a cluster"
                                            + " (kubectl apply; berth run --kubernetes)"),
                            "`docker` instead",
                            "The databases run in the cluster that holds the policy."),
                    Field.required(
                            "databases",
                            new Items(DatabaseSchema.DATABASE, 1, 64, "name"),
                            "The databases and their berths."),
                    Field.optional(
                            "clients",
                            new Items(ClientSchema.CLIENT, 1, 64, "name"),
                            "none",
                            "The programs that use the databases and move with them."),
                    Field.optional(
                            "prometheus",
                            Struct.of(Field.required("file", Formats.PATH, "The prometheus.yml.")),
                            "none",
                            "Targets that name a moved port are changed in this file."),
                    Field.section("rollout", TermsSchema.ROLLOUT, "What must come before a migration may start."),
                    Field.section("hold", TermsSchema.HOLD, "Whether new connections wait while a database moves."),
                    Field.optional("backup", TermsSchema.BACKUP, "no backup", "Backups, taken before a move too."),
                    Field.section("verify", TermsSchema.VERIFY, "What must be true before a migration counts."),
                    Field.section("soak", TermsSchema.SOAK, "How long a migration can still be taken back."),
                    Field.section("rollback", TermsSchema.ROLLBACK, "What a failure takes back."),
                    Field.optional(
                            "notify",
                            new Items(TermsSchema.NOTIFICATION, 1, 8, ""),
                            "nobody",
                            "Who is told of a migration's end."))
            .withOneOf("docker", "kubernetes");

    static final Struct DOCUMENT = Struct.of(
            Field.required("apiVersion", Leaf.choice(List.of(VERSION)), "The version of this schema."),
            Field.required("kind", Leaf.choice(List.of(KIND)), "The kind of document."),
            Field.required("metadata", METADATA, "What the policy is called."),
            Field.required("spec", SPEC, "What is wanted."),
            Field.optional(
                    "status", new Ignored(), "none yet", "Written by berth in a cluster; not read from a file."));

    private Schema() {}

    /** Whether a document says of itself that it is something else than a policy. */
    static boolean isOfAnotherKind(Place document) {
        String version = document.text("apiVersion").orElse("");
        String kind = document.text("kind").orElse("");
        if (version.isEmpty() || kind.isEmpty() || kind.equals(KIND)) {
            return false;
        }
        return !version.startsWith(GROUP + "/") || kind.equals(RECORD_KIND);
    }
}
