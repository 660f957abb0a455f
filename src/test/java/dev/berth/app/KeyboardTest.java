package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyboardTest {
    @Test
    void withoutAConsoleNobodyIsThere() {
        var keyboard = new Keyboard(null);

        assertThat(keyboard.attended()).isFalse();
    }

    @Test
    void aConsoleThatCantBeAskedIsATerminal() {
        var keyboard = new Keyboard(new Object(), Object.class);

        assertThat(keyboard.attended()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aConsoleThatCanBeAskedTellsWhetherItIsOne(boolean terminal) {
        var keyboard = new Keyboard(new Newer(terminal), Newer.class);

        assertThat(keyboard.attended()).isEqualTo(terminal);
    }

    @Test
    void theLauncherTakesTheConsoleThatIsThereOnTerminalsAlone() throws IOException {
        var options = Files.readAllLines(Path.of("deploy/berth")).stream().filter(line -> line.startsWith("options=("));

        assertThat(options).singleElement().asString().contains(" -Djdk.console=java.base");
    }

    /** A console as JDK 22 has it. */
    public record Newer(boolean isTerminal) {}
}
