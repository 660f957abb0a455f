package dev.berth.app;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan",
                "apply",
                "status",
                "health",
                "history",
                "rollback",
                "stragglers",
                "retire",
                "rehearse",
                "backup",
                "restore",
                "run"
            })
    void everyCommandShowsAnExampleOfItself(String command) {
        Ran.berth(command, "--help").ends(0).says("Example: berth " + command + " -f ");
    }

    @Test
    void whatIsPrintedOfAClusterHasAnExampleToo() {
        Ran.berth("export", "--help").ends(0).says("Example: berth export --network-policy production/shop");
    }

    @Test
    void anUnknownCommandIsWrongUsage() {
        Ran.berth("berth-me").ends(2).says("berth-me");
    }

    @Test
    void aMissingPolicyIsWrongUsage() {
        Ran.berth("plan").ends(2).says("--policy");
    }

    @Test
    void noCommandAtAllShowsThemAll() {
        Ran.berth().ends(2).says("plan", "apply", "rollback");
    }
}
