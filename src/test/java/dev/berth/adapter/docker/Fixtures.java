package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Answers of an engine, as JSON with single quotes. */
final class Fixtures {
    static final String ID = "9817b7c5e7b5438c9ade4c0ec109a3f99778a45e8f78b3f02fdf9a373689b9d8";

    private Fixtures() {}

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) Json.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static ObjectNode inspect() {
        return json("""
                {'Id': '%s', 'Name': '/db', 'Image': 'sha256:aa', 'Created': '2026-01-01', 'AppArmorProfile': '',
                 'State': {'Status': 'running', 'StartedAt': '2026-01-01T00:00:00Z'},
                 'Config': {'Hostname': '9817b7c5e7b5', 'Image': 'pg:15', 'Entrypoint': null, 'Cmd': ['postgres'],
                   'Env': ['POSTGRES_PASSWORD=hunter2'], 'OnBuild': null, 'MacAddress': '02:42:0a:d5:00:99',
                   'Labels': {'com.docker.compose.config-hash': 'old', 'a': 'b'}, 'FieldOfTomorrow': {'x': 1},
                   'Volumes': {'/anon': {}}},
                 'HostConfig': {'NetworkMode': 'one', 'Binds': ['data:/data:rw'], 'Mounts': null,
                   'Links': ['/cache:/db/redis'], 'FieldOfTomorrow': 7, 'KernelMemory': 0, 'MemorySwappiness': null,
                   'PortBindings': {'5432/tcp': [{'HostIp': '', 'HostPort': '5432'}, {'HostIp': '::1', 'HostPort': '5432'}],
                     '9000/tcp': [{'HostIp': '127.0.0.1', 'HostPort': '9000'}]}},
                 'Mounts': [
                   {'Type': 'volume', 'Name': 'deadbeef', 'Destination': '/anon', 'Mode': '', 'RW': true},
                   {'Type': 'volume', 'Name': 'data', 'Destination': '/data', 'Mode': 'z', 'RW': true},
                   {'Type': 'bind', 'Source': '/srv', 'Destination': '/srv', 'RW': true}],
                 'NetworkSettings': {'Networks': {
                   'two': {'IPAMConfig': {}, 'Links': null, 'Aliases': ['second', '9817b7c5e7b5'], 'NetworkID': 'n2',
                     'IPAddress': '172.18.0.2', 'MacAddress': '02:42:ac:12:00:02', 'DriverOpts': null},
                   'one': {'IPAMConfig': {'IPv4Address': '10.0.0.9'}, 'Links': null, 'NetworkID': 'n1',
                     'Aliases': ['pg', '9817b7c5e7b5', 'pg'], 'IPAddress': '10.0.0.9', 'MacAddress': '02:42:0a:d5:00:99',
                     'DriverOpts': {}}}}}
                """.formatted(ID));
    }
}
