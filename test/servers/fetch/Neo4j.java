import java.nio.file.Path;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/** A Neo4j that opens Bolt: Neo4j.java FOLDER PORT PASSWORD. */
public class Neo4j {
    public static void main(String[] words) throws Exception {
        var server = new DatabaseManagementServiceBuilder(Path.of(words[0]))
            .setConfig(GraphDatabaseSettings.auth_enabled, true)
            .setConfig(BoltConnector.enabled, true)
            .setConfig(BoltConnector.listen_address, new SocketAddress("127.0.0.1", Integer.parseInt(words[1])))
            .build();
        server.database("system").executeTransactionally("ALTER USER neo4j SET PASSWORD '" + words[2] + "' CHANGE NOT REQUIRED");
        System.out.println("ready");
        Thread.currentThread().join();
    }
}
