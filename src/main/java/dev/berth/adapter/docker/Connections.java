package dev.berth.adapter.docker;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One connection for each engine that policies name. */
public final class Connections implements AutoCloseable {
    private final Limits limits;
    private final Map<String, DockerApi> byAddress = new ConcurrentHashMap<>();

    public Connections(Limits limits) {
        this.limits = limits;
    }

    DockerApi at(String address) {
        return byAddress.computeIfAbsent(address, each -> new DockerApi(each, limits));
    }

    @Override
    public void close() {
        byAddress.values().forEach(DockerApi::close);
    }
}
