package dev.berth.app;

import dev.berth.adapter.file.ReferencedLogins;
import dev.berth.adapter.file.ResultText;
import dev.berth.adapter.net.JsonPost;
import dev.berth.cycle.Herald;
import dev.berth.engine.Logins.UnresolvedCredentials;
import dev.berth.execute.Outcome;
import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.policy.Policy;
import dev.berth.report.OutcomeReport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Posts the end of a migration to every address that its policy names, to all at once. */
record Webhooks(Policy policy, ReferencedLogins references) implements Herald {
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Override
    public List<String> ended(Journal journal, Outcome outcome) {
        if (policy.notifications().isEmpty()) {
            return List.of();
        }
        var json = ResultText.json(document(journal, outcome));
        var posts = IntStream.range(0, policy.notifications().size())
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> post(number, json)))
                .toList();
        return posts.stream()
                .map(CompletableFuture::join)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> post(int number, String json) {
        try {
            var address = references.text(policy.notifications().get(number).url(), policy.folder());
            return new JsonPost(address, json, LIMIT, PAUSE).call().map(reason -> line(number, reason));
        } catch (UnresolvedCredentials e) {
            return Optional.of(line(number, String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(line(number, "berth was ended"));
        }
    }

    private static String line(int number, String reason) {
        return "notify[" + number + "] was not told: " + reason;
    }

    /** What the command prints, and a line for people. */
    private LinkedHashMap<String, Object> document(Journal journal, Outcome outcome) {
        var progress = Progress.of(journal.entries());
        var took = Duration.between(progress.opened(), progress.settled());
        var document = new LinkedHashMap<String, Object>();
        document.put(
                "text",
                policy.namespace() + "/" + policy.name() + " "
                        + OutcomeReport.text(outcome, journal, took)
                                .lines()
                                .findFirst()
                                .orElse(""));
        document.put("at", progress.settled().toString());
        document.putAll(OutcomeReport.document(outcome, journal, took));
        return document;
    }
}
