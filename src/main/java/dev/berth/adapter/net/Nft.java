package dev.berth.adapter.net;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.berth.process.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The packet filter's command line, spoken to in JSON (libnftables-json(5)). */
final class Nft {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> command;

    /** @param command the program with what comes before its own options, such as {@code nft} */
    Nft(List<String> command) {
        this.command = List.copyOf(command);
    }

    /** Runs commands as one transaction: all of them happen, or none. */
    void run(List<JsonNode> commands) throws Refusal {
        var document = JSON.createObjectNode();
        document.putArray("nftables").addAll(commands);
        call(List.of("-j", "-f", "-"), document.toString());
    }

    /** Runs a script in nft's own words (nft(8)), as one transaction. */
    void script(String text) throws Refusal {
        call(List.of("-f", "-"), text);
    }

    /** What {@code list} says of a table in nft's own words, times to the millisecond; empty where there is none. */
    String words(String table) throws Refusal {
        try {
            return call(List.of("list", "table", "inet", table), "");
        } catch (Absent absent) {
            return "";
        }
    }

    /** What {@code list} says of an object; missing where there is none. */
    JsonNode list(String... what) throws Refusal {
        var words = new ArrayList<>(List.of("-j", "list"));
        words.addAll(List.of(what));
        try {
            return JSON.readTree(call(words, "")).path("nftables");
        } catch (Absent absent) {
            return MissingNode.getInstance();
        } catch (IOException e) {
            throw new Refusal("nft answered what is no JSON: " + e.getMessage());
        }
    }

    private String call(List<String> words, String input) throws Refusal {
        var all = new ArrayList<>(command);
        all.addAll(words);
        try {
            var program = new ProcessBuilder(all).redirectErrorStream(true);
            var run = Run.of(program, input.getBytes(StandardCharsets.UTF_8), PATIENCE);
            if (run instanceof Run.Ended ended) {
                var said = new String(ended.out(), StandardCharsets.UTF_8);
                return ended.exitCode() == 0 ? said : refused(said);
            }
            throw new Refusal("nft: " + ((Run.Cut) run).reason());
        } catch (IOException e) {
            throw new Refusal("nft can't be run: " + e.getMessage() + " — install nftables");
        }
    }

    private static String refused(String said) throws Refusal {
        var line = said.lines().findFirst().orElse("no reason given");
        if (line.contains("No such file or directory")) {
            throw new Absent(line);
        }
        throw new Refusal(
                line.contains("Operation not permitted")
                        ? "nft: " + line.strip() + " — it takes CAP_NET_ADMIN in the host's network namespace"
                        : "nft: " + line.strip());
    }

    /** The packet filter did not do it, and why. */
    static class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        Refusal(String reason) {
            super(reason);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    /** What was to be listed or deleted is not there. */
    static final class Absent extends Refusal {
        private static final long serialVersionUID = 1L;

        Absent(String reason) {
            super(reason);
        }
    }
}
