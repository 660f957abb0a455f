package dev.berth.operator;

import dev.berth.plan.Grants;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What a register says, of each namespace read once, however often it is asked for. */
record ReadRegister(Map<String, String> data, Map<String, Grants> read) {
    static ReadRegister of(Map<String, String> data) {
        return new ReadRegister(data, new ConcurrentHashMap<>());
    }

    Grants in(String namespace) {
        return read.computeIfAbsent(namespace, key -> RegisterText.read(data, key));
    }
}
