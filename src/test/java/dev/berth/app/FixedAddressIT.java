package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.plan.ContainerStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A database with a fixed address in its network, which its replacement can have only once the old container let go. */
@Timeout(120)
class FixedAddressIT {
    private static final String ADDRESS = "10.216." + ProcessHandle.current().pid() % 250 + ".9";

    @RegisterExtension
    static final Stage STAGE =
            new Stage(() -> new TinyStack(Moored.redis("cache").at(ADDRESS)));

    private final TinyStack stack = STAGE.stack();

    @Test
    void itMovesAndComesBackWithItsAddress() {
        stack.berth("apply", "--yes").ends(0).says("migrated");
        stack.assertMigrated();
        assertThat(address()).isEqualTo(ADDRESS);

        stack.berth("rollback").ends(0).says("answers again");

        stack.assertAsBefore();
        assertThat(address()).isEqualTo(ADDRESS);
    }

    @Test
    void aContainerThatTookTheAddressMeanwhileIsNamedAndOnceItIsGoneTheDatabaseComesBack() {
        var thief = stack.project() + "-thief";
        var stuck = Planted.after(stack, ContainerStep.StopContainer.class, () -> take(thief));
        stack.berth(new Ran.Way().between(stuck), "apply", "--yes")
                .ends(21)
                .says("address " + ADDRESS + " is held by container " + thief);
        Shell.docker("rm", "-f", thief);

        stack.berth("rollback").ends(0);

        stack.assertAsBefore();
    }

    /** The address is free only once the engine has taken the old container's network down. */
    private void take(String name) {
        Shell.docker("wait", stack.container("cache") + "-berth-parked");
        var network = stack.project() + "_cache-net";
        Shell.docker(
                "run",
                "-d",
                "--name",
                name,
                "--network",
                network,
                "--ip",
                ADDRESS,
                "berth-rig/redis:7",
                "redis-server");
    }

    private String address() {
        return Shell.docker(
                "inspect",
                "--format",
                "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}",
                stack.container("cache"));
    }
}
