package dev.berth.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The room that a backup needs and the room that there is, on one file system.
 *
 * @param place what lies there, for people
 * @param system which file system it is; two places on the same one share its room
 */
public record Room(String place, String system, long free) {
    /** What a server takes that holds nothing, its log included. */
    public static final long SERVER = 256L << 20;

    /** Something that will need room. */
    public record Need(Room room, long bytes) {}

    /** Which need finds no room, with both figures; file systems are looked at once however many needs they have. */
    public static Optional<String> tight(List<Need> needs) {
        var rest = new ArrayList<>(needs);
        while (!rest.isEmpty()) {
            var room = rest.get(0).room();
            var same = rest.stream()
                    .filter(need -> need.room().system().equals(room.system()))
                    .toList();
            long wanted = same.stream().mapToLong(Need::bytes).sum();
            if (wanted > room.free()) {
                var places = same.stream()
                        .map(need -> need.room().place())
                        .distinct()
                        .toList();
                return Optional.of(String.join(" and ", places) + " may need " + Bytes.words(wanted) + ", and "
                        + Bytes.words(room.free()) + " are free");
            }
            rest.removeAll(same);
        }
        return Optional.empty();
    }
}
