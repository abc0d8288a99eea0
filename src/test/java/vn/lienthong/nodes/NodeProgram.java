package vn.lienthong.nodes;

import org.springframework.boot.builder.SpringApplicationBuilder;
import vn.lienthong.app.HubApplication;
import vn.lienthong.routes.jobs.RunOptions;
import vn.lienthong.routes.procedures.Procedures;

/**
 * The shipped hub as a node. First argument: {@code sync} reads the procedures once and ends,
 * {@code run} works until it is told to stop.
 */
final class NodeProgram {
  private NodeProgram() {}

  public static void main(String[] arguments) throws InterruptedException {
    var hub =
        new SpringApplicationBuilder(HubApplication.class)
            .logStartupInfo(false)
            .run(java.util.Arrays.copyOfRange(arguments, 1, arguments.length));
    if (arguments[0].equals("sync")) {
      System.out.println(
          hub.getBean(Procedures.class).sync("test", "first reading", RunOptions.USUAL).state());
      hub.close();
      System.exit(0);
    }
    Thread.currentThread().join();
  }
}
