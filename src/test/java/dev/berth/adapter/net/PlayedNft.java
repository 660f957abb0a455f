package dev.berth.adapter.net;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** In place of nft: a table that stands still, and a note of all that was asked and told. */
final class PlayedNft {
    static final String TABLE = "berth_played";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    /** @param objects what stands in the table, as nft lists it in JSON */
    PlayedNft(Path folder, String objects) {
        this.folder = folder;
        lists(objects);
        write("lacking", "");
        write("nft", """
                echo "$*" >> %1$s/calls
                case "$*" in
                *list*) cat %1$s/listing; exit ;;
                esac
                asked=$(cat)
                if printf '%%s' "$asked" | grep -qFf %1$s/lacking; then
                  echo 'Error: Could not process rule: No such file or directory'
                  exit 1
                fi
                printf '%%s\\n' "$asked" >> %1$s/told
                """.formatted(folder));
    }

    /** One alias on every address, as nft lists it. */
    static String alias(int from, int to) {
        return map("alias", "[" + from + ", " + to + "]");
    }

    static String map(String name, String elements) {
        return "{\"map\": {\"name\": \"%s\", \"table\": \"%s\", \"elem\": [%s]}}".formatted(name, TABLE, elements);
    }

    /** Has other things stand in the table from now on. */
    void lists(String objects) {
        write("listing", "{\"nftables\": [" + map("port4", "") + ", " + objects + "]}");
    }

    /** Has a kernel from now on that knows nothing of what is called so, and refuses all in which it occurs. */
    void lacks(String word) {
        write("lacking", word + "\n");
    }

    FilterTable table() {
        return new FilterTable(nft(), TABLE, () -> {});
    }

    Nft nft() {
        return new Nft(List.of("sh", folder.resolve("nft").toString()));
    }

    /** How often it was called for anything. */
    int calls() {
        return lines("calls").size();
    }

    /** Where each chain leads after all that was told, such as {@code room_7000} to {@code crowd_7000}. */
    Map<String, String> leads() {
        var leads = new TreeMap<String, String>();
        commands().forEach(command -> {
            leads.remove(command.at("/flush/chain/name").asText());
            var rule = command.at("/add/rule");
            rule.findValuesAsText("target")
                    .forEach(target -> leads.put(rule.path("chain").asText(), target));
        });
        return leads;
    }

    /** All changes since the beginning, such as {@code add alias [[5432,7000]]}. */
    List<String> told() {
        return commands()
                .flatMap(command -> command.properties().stream())
                .flatMap(verb -> verb.getValue().properties().stream()
                        .map(kind -> verb.getKey() + " "
                                + kind.getValue().path("name").asText() + " "
                                + kind.getValue().path("elem")))
                .toList();
    }

    private Stream<JsonNode> commands() {
        return lines("told").stream()
                .flatMap(document -> StreamSupport.stream(read(document).spliterator(), false));
    }

    private static JsonNode read(String document) {
        try {
            return JSON.readTree(document).path("nftables");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> lines(String file) {
        try (var lines = Files.exists(folder.resolve(file)) ? Files.lines(folder.resolve(file)) : Stream.<String>of()) {
            return lines.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
