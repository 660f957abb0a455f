package dev.berth.engine;

import java.util.List;

/** What an engine said of its clients' sessions. */
public sealed interface Sessions {
    /** All of them, without berth's own. */
    record Listed(List<Session> sessions) implements Sessions {
        public Listed {
            sessions = List.copyOf(sessions);
        }

        public List<Session> busy() {
            return sessions.stream().filter(Session::busy).toList();
        }

        public boolean settled() {
            return sessions.stream().noneMatch(Session::fresh);
        }
    }

    /** It can't tell, however often it is asked, and why; that is not to say that there are none. */
    record Untold(String reason) implements Sessions {}

    /** It did not answer this time. */
    record Silent(String reason) implements Sessions {}
}
