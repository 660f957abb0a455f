package dev.berth.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One of the documents in {@code guard/}: {@code allowed-*.yaml} that the guard lets pass, or {@code denied-*.yaml} with its
 * words in the file of the same name and the ending {@code .expected}.
 *
 * <p>In the namespace is a policy that gives 7000 to Service main and 7001 to Service cache, but for {@code *-without-policy}.
 * A file may hold two documents: the first stands there since before the guard.
 */
record GuardCase(Path file) {
    private static final Path FOLDER = Path.of("src/test/resources/guard");

    static Stream<GuardCase> allowed() throws IOException {
        return named("allowed-");
    }

    static Stream<GuardCase> denied() throws IOException {
        return named("denied-");
    }

    /** Files that belong to no case. */
    static List<Path> unused() throws IOException {
        var used = Stream.concat(
                        allowed().map(GuardCase::file),
                        denied().flatMap(refused -> Stream.of(refused.file(), refused.expectation())))
                .toList();
        return files().filter(file -> !used.contains(file)).toList();
    }

    boolean hasPolicy() {
        return !toString().contains("-without-policy");
    }

    List<String> before() {
        return documents().subList(0, documents().size() - 1);
    }

    String document() {
        return documents().get(documents().size() - 1);
    }

    private List<String> documents() {
        try {
            return List.of(Files.readString(file).split("(?m)^---$"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path expectation() {
        return FOLDER.resolve(file.getFileName().toString().replace(".yaml", ".expected"));
    }

    @Override
    public String toString() {
        return file.getFileName().toString();
    }

    private static Stream<GuardCase> named(String prefix) throws IOException {
        return files().filter(file -> file.getFileName().toString().startsWith(prefix))
                .filter(file -> file.toString().endsWith(".yaml"))
                .map(GuardCase::new);
    }

    private static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList().stream();
        }
    }
}
