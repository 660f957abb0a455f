package dev.berth.adapter.file;

import java.nio.file.Path;

/** What a Compose file's relative paths start from, and what its variables mean. */
record Surroundings(Path directory, Variables variables) {
    Path resolve(String path) {
        return directory.resolve(path).normalize();
    }

    Surroundings at(Path other) {
        return new Surroundings(other, variables);
    }
}
