package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.plan.ContainerStep;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The image goes, or its name, while a container made of it is on its way. */
@Timeout(180)
class ImageGoneIT {
    private final String image = "berth-it-image:" + System.nanoTime();

    @TempDir
    Path temporary;

    @BeforeEach
    void anImageOfOurOwn() throws Exception {
        Files.writeString(temporary.resolve("Dockerfile"), "FROM berth-rig/redis:7\nLABEL own=\"" + image + "\"\n");
        Shell.docker("build", "-t", image, temporary.toString());
    }

    @AfterEach
    void removeIt() {
        Shell.attempt("docker", "rmi", image);
    }

    @Test
    void aNameThatMovedToAnotherImageDoesNotChangeWhatRuns() {
        try (var stack = stack()) {
            var id = Shell.docker("inspect", "--format", "{{.Image}}", stack.container("cache"));
            var planted = Planted.before(
                    stack,
                    ContainerStep.CreateReplacement.class,
                    () -> Shell.docker("tag", "berth-rig/redis:7", image));

            stack.berth(new Ran.Way().between(planted), "apply", "--yes").ends(0);

            assertThat(Shell.docker("inspect", "--format", "{{.Image}}", stack.container("cache")))
                    .isEqualTo(id);
            stack.berth("rollback").ends(0);
            Shell.docker("tag", id, image);
            stack.assertAsBefore();
        }
    }

    @Test
    void anImageThatGoesBeforeTheContainerIsMadeAnewTakesTheMoveBack() {
        try (var stack = stack()) {
            var saved = saved();
            var planted = Planted.before(
                    stack, ContainerStep.CreateReplacement.class, () -> removeBehind(stack.container("cache")));

            stack.berth(new Ran.Way().between(planted), "apply", "--yes")
                    .ends(20)
                    .says("no longer has the image", image, "pull or build it", "rolled back");

            assertThat(planted.violations()).isEmpty();
            Shell.docker("load", "-i", saved);
            stack.assertAsBefore();
        }
    }

    @Test
    void anImageThatIsGoneIsSaidBeforeAnythingChanges() {
        try (var stack = stack()) {
            var saved = saved();
            removeBehind(stack.container("cache"));

            stack.berth("apply", "--yes").ends(3).says("image", image);

            Shell.docker("load", "-i", saved);
            stack.assertAsBefore();
        }
    }

    @Test
    void aRollbackWithoutTheImageWaitsForItAndThenEnds() {
        try (var stack = stack()) {
            var saved = saved();
            stack.berth("apply", "--yes").ends(0);
            Shell.docker("rm", "-f", stack.container("cache"));
            Shell.docker("rmi", image);

            stack.berth("rollback").ends(21).says("no longer has the image", image, "berth rollback");

            Shell.docker("load", "-i", saved);
            stack.berth("rollback").ends(0);
            stack.assertAsBefore();
        }
    }

    private String saved() {
        var file = temporary.resolve("image.tar").toString();
        Shell.docker("save", "-o", file, image);
        return file;
    }

    /** Docker keeps the image of what runs; what ended may start again without. */
    private void removeBehind(String container) {
        Shell.docker("stop", container);
        Shell.docker("rmi", "-f", image);
        Shell.docker("start", container);
    }

    private TinyStack stack() {
        return new TinyStack(Moored.redis("cache").of(image));
    }
}
