package dev.berth.adapter.docker;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One connection for each engine that policies name. */
public final class Connections implements AutoCloseable {
    private final Limits limits;
    private final EngineCertificates certificates;
    private final Map<String, DockerApi> byAddress = new ConcurrentHashMap<>();

    /** Those on TCP are spoken to in clear. */
    public Connections(Limits limits) {
        this(limits, EngineCertificates.NONE);
    }

    /** @param certificates for those on TCP */
    public Connections(Limits limits, EngineCertificates certificates) {
        this.limits = limits;
        this.certificates = certificates;
    }

    DockerApi at(String address) {
        return byAddress.computeIfAbsent(address, each -> new DockerApi(each, limits, certificates));
    }

    @Override
    public void close() {
        byAddress.values().forEach(DockerApi::close);
    }
}
