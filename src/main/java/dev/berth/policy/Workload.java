package dev.berth.policy;

/** What keeps the pods of a client in a cluster, such as {@code Deployment/web}. */
public record Workload(String kind, String name) {
    /** Of a text that was found to be one. */
    public static Workload of(String text) {
        int slash = text.indexOf('/');
        return new Workload(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return kind + "/" + name;
    }
}
