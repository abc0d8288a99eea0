package vn.lienthong.routes.procedures;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The procedures' beans. */
@Configuration(proxyBeanMethods = false)
class ProceduresConfiguration {

  @Bean
  ProcedureRegistry procedureRegistry(JdbcClient jdbc) {
    return new ProcedureRegistry(jdbc);
  }
}
