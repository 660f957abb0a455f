package dev.berth.operator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One of the documents in {@code crd/}: {@code valid-*.yaml} that the API server takes, or {@code invalid-*.yaml} with the
 * causes of its refusal, one a line and sorted, in the file of the same name and the ending {@code .expected}.
 *
 * <p>A file may hold several documents, which follow each other; the API server takes all but the last of an invalid one.
 */
record CrdCase(Path file) {
    private static final Path FOLDER = Path.of("src/test/resources/crd");

    static Stream<CrdCase> valid() throws IOException {
        return named("valid-");
    }

    static Stream<CrdCase> invalid() throws IOException {
        return named("invalid-");
    }

    /** Files that belong to no case. */
    static List<Path> unused() throws IOException {
        var used = Stream.concat(
                        valid().map(CrdCase::file),
                        invalid().flatMap(refused -> Stream.of(refused.file(), refused.expectation())))
                .toList();
        return files().filter(file -> !used.contains(file)).toList();
    }

    List<String> documents() {
        try {
            return List.of(Files.readString(file).split("(?m)^---$"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isOfAPolicy() {
        return documents().get(0).contains("kind: DatabasePortPolicy");
    }

    Path expectation() {
        return FOLDER.resolve(file.getFileName().toString().replace(".yaml", ".expected"));
    }

    @Override
    public String toString() {
        return file.getFileName().toString();
    }

    private static Stream<CrdCase> named(String prefix) throws IOException {
        return files().filter(file -> file.getFileName().toString().startsWith(prefix))
                .filter(file -> file.toString().endsWith(".yaml"))
                .map(CrdCase::new);
    }

    private static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList().stream();
        }
    }
}
