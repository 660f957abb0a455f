package dev.berth.policy;

import java.util.List;
import java.util.Optional;

/** A program that uses berthed databases: which of its files name the ports, how it restarts, how it shows that it is well. */
public record Client(
        String name,
        List<String> uses,
        List<FileRule> files,
        Optional<String> restart,
        Optional<String> probe,
        Mark mark) {
    public Client {
        uses = List.copyOf(uses);
        files = List.copyOf(files);
    }

    /**
     * A text in a file that names ports.
     *
     * @param find the text as it stands before any berth moved
     * @param replace the same with <code>{{database.port}}</code> in place of the numbers
     * @param times how often the text must stand in the file, no more and no less
     */
    public record FileRule(String path, String find, String replace, int times, Mark mark) {}
}
