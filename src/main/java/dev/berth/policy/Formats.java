package dev.berth.policy;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;

/** The kinds of text that policies know. */
final class Formats {
    private static final String NOT_BLANK = "(?s).*\\S.*";

    static final Leaf HOST =
            Leaf.text("host", "an IP address or the name of a host", 253, "[a-zA-Z0-9:][a-zA-Z0-9.:-]*");

    /** One of the names in PgBouncer's {@code [databases]}; {@code pgbouncer} is its console. */
    static final Leaf POOLED = Leaf.text(
            "text",
            "1 to 63 characters, and not pgbouncer, which is its console",
            63,
            "[^\\x00]+",
            text -> !text.equals("pgbouncer"));

    /** RFC 1123, section 2.1, as Kubernetes takes it. */
    static final Leaf LABEL = Leaf.text(
            "name",
            "1 to 63 lower-case letters, digits and -, a letter or digit at both ends",
            63,
            "[a-z0-9]([-a-z0-9]*[a-z0-9])?");

    static final Leaf SERVICE = Leaf.text("service name", "letters, digits, ., _ and -", 255, "[a-zA-Z0-9._-]+");

    static final Leaf CONTAINER = Leaf.text(
            "container name",
            "letters, digits, ., _ and -, the first a letter or digit, 2 or more",
            255,
            "[a-zA-Z0-9][a-zA-Z0-9_.-]+");

    /** The Compose specification, "Version and name top-level elements". */
    static final Leaf PROJECT = Leaf.text(
            "project name",
            "lower-case letters, digits, - and _, the first a letter or digit",
            255,
            "[a-z0-9][a-z0-9_-]*");

    static final Leaf VARIABLE =
            Leaf.text("variable name", "letters, digits and _, the first no digit", 255, "[A-Za-z_][A-Za-z0-9_]*");

    static final Leaf KEY = Leaf.text("key", "letters, digits, -, _ and .", 253, "[-._a-zA-Z0-9]+");

    static final Leaf WORKLOAD = Leaf.text(
            "workload",
            "Deployment/NAME, StatefulSet/NAME or DaemonSet/NAME",
            265,
            "(Deployment|StatefulSet|DaemonSet)/[a-z0-9][-.a-z0-9]{0,252}");

    static final Leaf RESTART = Leaf.text(
            "service or workload",
            "letters, digits, ., _ and -; in a cluster Deployment/NAME, StatefulSet/NAME or DaemonSet/NAME",
            265,
            "[a-zA-Z0-9._-]+|(Deployment|StatefulSet|DaemonSet)/[a-z0-9][-.a-z0-9]{0,252}");

    static final Leaf TEXT = Leaf.text("text", "text of 1 to 4096 characters", Leaf.LONGEST, "[^\\x00]+");

    static final Leaf FIND = Leaf.text(
            "text",
            "text of 1 to 4096 characters without {{…}}",
            Leaf.LONGEST,
            "[^\\x00]+",
            text -> !text.contains("{{") && !text.contains("}}"));

    static final Leaf PATH = Leaf.text(
            "path",
            "a path; where it is relative it starts at the policy's folder",
            Leaf.LONGEST,
            NOT_BLANK,
            text -> path(text).isPresent());

    static final Leaf INNER_PATH = Leaf.text(
            "path",
            "a relative path that stays inside the policy's folder",
            Leaf.LONGEST,
            NOT_BLANK,
            text -> path(text).filter(Formats::staysInside).isPresent());

    static final Leaf PERCENT = Leaf.text("percentage", "0% to 100%", 4, "(100|[1-9]?[0-9])%");

    static final Leaf CRON = Leaf.text(
            "schedule",
            "five fields: minute hour day-of-month month day-of-week",
            Leaf.LONGEST,
            "[^ ]+( +[^ ]+){4}",
            text -> Cron.of(text).isPresent());

    static final Leaf TIME = Leaf.text("time of day", "00:00 to 23:59, in quotes", 5, "([01][0-9]|2[0-3]):[0-5][0-9]");

    static final Leaf ZONE = Leaf.text(
            "time zone",
            "a name of the IANA time zone database, such as Europe/Lisbon or UTC",
            255,
            "[A-Za-z0-9_+/-]+",
            text -> ZoneId.getAvailableZoneIds().contains(text));

    static final Leaf HTTP_URL = Leaf.text(
            "address",
            "an http:// or https:// address with a host, without user or password",
            Leaf.LONGEST,
            "https?://[^/?#@]+([/?#].*)?",
            text -> uri(text).filter(Formats::hasHostAndNobody).isPresent());

    static final Leaf DOCKER_HOST = Leaf.text(
            "address",
            "unix:///PATH or tcp://HOST:PORT, without user or password",
            Leaf.LONGEST,
            "unix:///\\S+|tcp://[^/?#@]+:[0-9]+([/?#].*)?",
            text -> text.startsWith("unix:")
                    || uri(text)
                            .filter(uri -> uri.getPort() > 0)
                            .filter(Formats::hasHostAndNobody)
                            .isPresent());

    private Formats() {}

    private static Optional<Path> path(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException refused) {
            return Optional.empty();
        }
    }

    private static boolean staysInside(Path path) {
        Path normal = path.normalize();
        return !path.isAbsolute()
                && !normal.startsWith("..")
                && !normal.toString().isEmpty();
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException refused) {
            return Optional.empty();
        }
    }

    private static boolean hasHostAndNobody(URI uri) {
        return uri.getHost() != null && uri.getRawUserInfo() == null && uri.getPort() <= 65535;
    }
}
