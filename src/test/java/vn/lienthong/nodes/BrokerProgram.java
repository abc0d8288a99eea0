package vn.lienthong.nodes;

import java.nio.file.Path;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/** A broker by itself, with the configuration file that the argument names and one user. */
final class BrokerProgram {
  static final String USER = "hub";
  static final String PASSWORD = "rehearsal";

  private BrokerProgram() {}

  public static void main(String[] arguments) throws Exception {
    SecurityConfiguration users = new SecurityConfiguration();
    users.addUser(USER, PASSWORD);
    users.addRole(USER, "hub");
    EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    broker.setConfigResourcePath(Path.of(arguments[0]).toUri().toString());
    broker.setSecurityManager(
        new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
    broker.start();
    Thread.currentThread().join();
  }
}
