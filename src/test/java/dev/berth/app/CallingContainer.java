package dev.berth.app;

/** A container that asked an old port once, by way of its network's gateway, and lives on. */
final class CallingContainer implements AutoCloseable {
    private final String name;

    CallingContainer(TinyStack stack, int port) {
        name = stack.project() + "-caller";
        Shell.docker("run", "-d", "--name", name, stack.first().image(), "sleep", "120");
        var gateway = Shell.docker("inspect", "-f", "{{.NetworkSettings.Gateway}}", name);
        Shell.docker("exec", name, "redis-cli", "-h", gateway, "-p", String.valueOf(port), "ping");
    }

    String name() {
        return name;
    }

    @Override
    public void close() {
        Shell.attempt("docker", "rm", "-f", name);
    }
}
