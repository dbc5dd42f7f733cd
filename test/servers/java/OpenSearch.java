import java.util.List;
import java.util.Map;
import org.opensearch.common.settings.Settings;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.transport.Netty4Plugin;

/** An OpenSearch server without security: OpenSearch.java FOLDER PORT TRANSPORT_PORT. */
public class OpenSearch extends Node {
    private OpenSearch(Settings settings) {
        super(InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "orders-0"), List.of(Netty4Plugin.class), true);
    }

    public static void main(String[] words) throws Exception {
        new OpenSearch(Settings.builder()
            .put("path.home", words[0]).put("cluster.name", "orders").put("discovery.type", "single-node").put("network.host", "127.0.0.1")
            .put("http.port", words[1]).put("transport.port", words[2]).put("http.type", "netty4").put("transport.type", "netty4").build()).start();
        System.out.println("it is ready");
        Thread.currentThread().join();
    }
}
