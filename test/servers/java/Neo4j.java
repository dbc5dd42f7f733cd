import java.nio.file.Path;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/** A Neo4j server: Neo4j.java FOLDER CONFIGURATION STATEMENT..., statements being for the database `system`. */
public class Neo4j {
    public static void main(String[] words) throws Exception {
        // Else its threads would keep a server going that is not what was asked for.
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {
            error.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
        var server = new DatabaseManagementServiceBuilder(Path.of(words[0])).loadPropertiesFromFile(Path.of(words[1])).build();
        var system = server.database(GraphDatabaseSettings.SYSTEM_DATABASE_NAME);
        for (int i = 2; i < words.length; i++) system.executeTransactionally(words[i]);
        System.out.println("it is ready");
        Thread.currentThread().join();
    }
}
