package dev.berth.adapter.docker;

import java.util.Optional;

/** Looks containers up; a name is never taken for the beginning of an id, as Docker itself would. */
final class Containers {
    private final DockerApi api;

    Containers(DockerApi api) {
        this.api = api;
    }

    Optional<Sighted> byId(String id) throws Unanswered {
        return look(id).filter(found -> found.id().equals(id));
    }

    Optional<Sighted> byName(String name) throws Unanswered {
        return look(name).filter(found -> found.name().equals(name));
    }

    private Optional<Sighted> look(String reference) throws Unanswered {
        return api.find("/containers/" + reference + "/json").map(Sighted::new);
    }
}
