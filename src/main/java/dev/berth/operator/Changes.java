package dev.berth.operator;

import io.fabric8.kubernetes.client.informers.ResourceEventHandler;

/** Tells that something changed, whatever it was. */
record Changes<T>(Runnable changed) implements ResourceEventHandler<T> {
    @Override
    public void onAdd(T object) {
        changed.run();
    }

    @Override
    public void onUpdate(T before, T now) {
        changed.run();
    }

    @Override
    public void onDelete(T object, boolean unknown) {
        changed.run();
    }
}
