package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The image that the profile of that name has Jib build of what Maven built, on the rig's JRE. */
final class BuiltImage {
    private BuiltImage() {}

    /** Puts it into the rig's engine. */
    static void load(String name, Path folder) {
        var tar = folder.resolve("image.tar");
        built(
                "mvn",
                "-f",
                Path.of("pom.xml").toAbsolutePath().toString(),
                "-q",
                "-B",
                "-ntp",
                "exec:exec@image",
                "-Dimage",
                "-Dimage.base=docker://berth-rig/jre:17",
                "-Dimage.name=" + name,
                "-Dimage.tar=" + tar);
        Shell.docker("load", "-q", "-i", tar.toString());
    }

    /** One at a time on this machine; what Maven downloads for it may take a second try. */
    private static void built(String... words) {
        try (var file = FileChannel.open(
                        Path.of("target", "image.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var alone = file.lock()) {
            assertThat(alone.isValid()).isTrue();
            if (Shell.attempt(words).code() != 0) {
                Shell.run(words);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void remove(String name) {
        Shell.attempt("docker", "image", "rm", "-f", name);
    }
}
