package dev.berth.backup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What failures say to people, those of cleaning up after a failure too. */
final class Reasons {
    private Reasons() {}

    static String of(Throwable failure) {
        return String.valueOf(failure.getMessage());
    }

    /** What could not be removed after a failure, and what servers left. */
    static List<String> left(IOException failure, Servers servers) {
        var left = new ArrayList<>(
                Stream.of(failure.getSuppressed()).map(Reasons::of).toList());
        left.addAll(servers.left());
        return left;
    }
}
