package dev.berth.policy;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import java.util.stream.Collectors;

/** Builds the parts of a policy that say when and how a migration runs. */
final class TermsBinder {
    private TermsBinder() {}

    static Rollout rollout(Place rollout) {
        return new Rollout(
                rollout.items("after").stream()
                        .map(tier -> new Rollout.Tier(tier.need("namespace"), tier.need("policy"), span(tier, "soak")))
                        .toList(),
                rollout.at("window").map(TermsBinder::window),
                rollout.need("approval").equals(TermsSchema.REQUIRED),
                rollout.need("rehearse").equals(TermsSchema.REQUIRED));
    }

    private static Rollout.Window window(Place window) {
        return new Rollout.Window(
                window.at("days").isEmpty()
                        ? Set.copyOf(TermsSchema.DAYS.values())
                        : window.items("days").stream()
                                .map(day -> TermsSchema.DAYS.get(day.need()))
                                .collect(Collectors.toSet()),
                LocalTime.parse(window.need("from")),
                LocalTime.parse(window.need("to")),
                ZoneId.of(window.need("timeZone")));
    }

    static Hold hold(Place hold) {
        return new Hold(
                Words.constant(Hold.Mode.class, hold.need("mode")),
                span(hold, "patience"),
                span(hold, "drain"),
                span(hold, "limit"));
    }

    static Backup backup(Place backup) {
        return new Backup(
                backup.need("folder"),
                backup.text("schedule"),
                backup.at("keep").map(TermsBinder::keep).orElseThrow(),
                Boolean.parseBoolean(backup.need("restoreTest")),
                backup.at("encryption").map(TermsBinder::encryption));
    }

    private static Encryption encryption(Place encryption) {
        return new Encryption(
                Binder.source(encryption.at("key").orElseThrow()),
                encryption.items("oldKeys").stream().map(Binder::source).toList());
    }

    private static Keep keep(Place keep) {
        return keep.node() instanceof Node.Mapping
                ? new Keep.Calendar(number(keep, "daily"), number(keep, "weekly"), number(keep, "monthly"))
                : new Keep.Span(Spans.parse(keep.need()));
    }

    private static int number(Place place, String field) {
        return Integer.parseInt(place.need(field));
    }

    static Verification verify(Place verify) {
        String share = verify.need("maxFailedClients");
        return new Verification(
                Words.constant(Verification.Fingerprint.class, verify.need("fingerprint")),
                Integer.parseInt(share.substring(0, share.length() - 1)));
    }

    static Soak soak(Place soak) {
        return new Soak(span(soak, "period"), Words.constant(Soak.Retire.class, soak.need("retire")));
    }

    static Rollback rollback(Place rollback) {
        return new Rollback(Words.constant(Rollback.Scope.class, rollback.need("scope")), span(rollback, "limit"));
    }

    static Webhook webhook(Place notification) {
        return new Webhook(Binder.source(notification.at("webhook", "url").orElseThrow()));
    }

    private static Duration span(Place place, String field) {
        return Spans.parse(place.need(field));
    }
}
