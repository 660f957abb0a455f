package dev.berth.engine;

import static dev.berth.engine.QdrantDesk.encoded;
import static dev.berth.engine.QdrantDesk.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** What a Qdrant is asked by REST to be backed up and restored ("Snapshots" and "Aliases" in its reference). */
record QdrantSnapshots(QdrantDesk desk) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final int MISSING = 404;

    /** Which other names collections have, as the server tells them. */
    JsonNode aliases() throws IOException {
        return desk.result(desk.talk().get("/aliases")).path("aliases");
    }

    /** Gives a collection one more name. */
    void alias(String collection, String name) throws IOException {
        var action = JSON.createObjectNode();
        action.putArray("actions")
                .addObject()
                .putObject("create_alias")
                .put("collection_name", collection)
                .put("alias_name", name);
        desk.result(desk.talk().post("/collections/aliases", action.toString()));
    }

    /** Has the server write a collection into a file of its own; gives that file's name. */
    String take(String collection) throws IOException {
        return desk.result(desk.talk().post(path(collection) + "/snapshots?wait=true", "{}"))
                .path("name")
                .asText();
    }

    void download(String collection, String snapshot, OutputStream to) throws IOException {
        int status = desk.talk().get(path(collection) + "/snapshots/" + encoded(snapshot), to);
        if (status != OK) {
            throw new IOException("it does not give its snapshot: status " + status);
        }
    }

    /** One that is gone already is no harm. */
    void discard(String collection, String snapshot) throws IOException {
        var reply = desk.talk().delete(path(collection) + "/snapshots/" + encoded(snapshot) + "?wait=true");
        if (reply.status() != MISSING) {
            desk.result(reply);
        }
    }

    /** Makes a collection of a file that another server wrote. */
    void recover(String collection, InputStream snapshot) throws IOException {
        desk.result(desk.talk()
                .upload(path(collection) + "/snapshots/upload?wait=true&priority=snapshot", "snapshot", snapshot));
    }
}
