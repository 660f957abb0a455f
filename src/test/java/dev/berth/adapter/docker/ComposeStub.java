package dev.berth.adapter.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A Compose whose files publish 7000, whose hash of a service tells which port it was given, and which notes that it was asked. */
record ComposeStub(Path folder) {
    ComposeTool tool() throws IOException {
        var docker = folder.resolve("docker");
        Files.writeString(docker, """
                #!/bin/sh
                touch "$(dirname "$0")/asked"
                case "$*" in
                  *--hash*) echo "db $(sed 's/.*"published":"\\([0-9]*\\)".*/of-\\1/')" ;;
                  *) echo '{"services":{"db":{"ports":[{"target":5432,"published":"7000","protocol":"tcp"}]}}}' ;;
                esac
                """);
        Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwx------"));
        return new ComposeTool(docker.toString());
    }

    boolean asked() {
        return Files.exists(folder.resolve("asked"));
    }
}
