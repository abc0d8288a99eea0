package vn.lienthong.routes;

import org.apache.camel.CamelContext;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Routes run from the start, also in a command where the rest is made when it is asked for. */
@Configuration(proxyBeanMethods = false)
class RoutesConfiguration {

  @Bean
  static LazyInitializationExcludeFilter routesAreNotLazy() {
    return LazyInitializationExcludeFilter.forBeanTypes(CamelContext.class);
  }
}
