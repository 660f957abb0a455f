package dev.berth.policy;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The kinds of text that policies know. */
final class Formats {
    static final Leaf HOST =
            Leaf.text("host", "an IP address or the name of a host", pattern("[a-zA-Z0-9:][a-zA-Z0-9.:-]{0,252}"));

    /** One of the names in PgBouncer's {@code [databases]}; {@code pgbouncer} is its console. */
    static final Leaf POOLED = Leaf.text(
            "text",
            "1 to 63 characters, and not pgbouncer, which is its console",
            text -> isText(text) && text.length() <= 63 && !text.equals("pgbouncer"));

    /** RFC 1123, section 2.1, as Kubernetes takes it. */
    static final Leaf LABEL = Leaf.text(
            "name",
            "1 to 63 lower-case letters, digits and -, a letter or digit at both ends",
            pattern("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?"));

    static final Leaf SERVICE =
            Leaf.text("service name", "letters, digits, ., _ and -", pattern("[a-zA-Z0-9._-]{1,255}"));

    static final Leaf CONTAINER = Leaf.text(
            "container name",
            "letters, digits, ., _ and -, the first a letter or digit, 2 or more",
            pattern("[a-zA-Z0-9][a-zA-Z0-9_.-]{1,254}"));

    /** The Compose specification, "Version and name top-level elements". */
    static final Leaf PROJECT = Leaf.text(
            "project name",
            "lower-case letters, digits, - and _, the first a letter or digit",
            pattern("[a-z0-9][a-z0-9_-]{0,254}"));

    static final Leaf VARIABLE = Leaf.text(
            "variable name", "letters, digits and _, the first no digit", pattern("[A-Za-z_][A-Za-z0-9_]{0,254}"));

    static final Leaf KEY = Leaf.text("key", "letters, digits, -, _ and .", pattern("[-._a-zA-Z0-9]{1,253}"));

    static final Leaf WORKLOAD = Leaf.text(
            "workload",
            "Deployment/NAME, StatefulSet/NAME or DaemonSet/NAME",
            pattern("(Deployment|StatefulSet|DaemonSet)/[a-z0-9][-.a-z0-9]{0,252}"));

    static final Leaf TEXT = Leaf.text("text", "text of 1 to 4096 characters", Formats::isText);

    static final Leaf FIND = Leaf.text(
            "text",
            "text of 1 to 4096 characters without {{…}}",
            text -> isText(text) && !text.contains("{{") && !text.contains("}}"));

    static final Leaf PATH = Leaf.text(
            "path",
            "a path; where it is relative it starts at the policy's folder",
            text -> path(text).isPresent());

    static final Leaf INNER_PATH = Leaf.text(
            "path",
            "a relative path that stays inside the policy's folder",
            text -> path(text).filter(Formats::staysInside).isPresent());

    static final Leaf PERCENT = Leaf.text("percentage", "0% to 100%", pattern("(100|[1-9]?[0-9])%"));

    static final Leaf CRON = Leaf.text(
            "schedule",
            "five fields: minute hour day-of-month month day-of-week",
            text -> Cron.of(text).isPresent());

    static final Leaf TIME =
            Leaf.text("time of day", "00:00 to 23:59, in quotes", pattern("([01][0-9]|2[0-3]):[0-5][0-9]"));

    static final Leaf ZONE = Leaf.text(
            "time zone",
            "a name of the IANA time zone database, such as Europe/Lisbon or UTC",
            text -> ZoneId.getAvailableZoneIds().contains(text));

    static final Leaf HTTP_URL = Leaf.text(
            "address",
            "an http:// or https:// address with a host, without user or password",
            text -> uri(text)
                    .filter(uri -> "http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    .filter(Formats::hasHostAndNobody)
                    .isPresent());

    static final Leaf DOCKER_HOST = Leaf.text(
            "address",
            "unix:///PATH or tcp://HOST:PORT, without user or password",
            text -> text.matches("unix:///\\S+")
                    || uri(text)
                            .filter(uri -> "tcp".equals(uri.getScheme()) && uri.getPort() > 0)
                            .filter(Formats::hasHostAndNobody)
                            .isPresent());

    private Formats() {}

    private static Predicate<String> pattern(String regex) {
        return Pattern.compile(regex).asMatchPredicate();
    }

    private static boolean isText(String text) {
        return !text.isEmpty() && text.length() <= 4096 && text.indexOf('\0') < 0;
    }

    private static Optional<Path> path(String text) {
        try {
            return text.isBlank() || text.length() > 4096 ? Optional.empty() : Optional.of(Path.of(text));
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
