package vn.lienthong.console.jobs;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the contract of {@link JobsApi}. */
@RestController
final class OperationsContract {
  private static final String PATH = "/api/v1/operations.yaml";

  @GetMapping(path = PATH, produces = "application/yaml")
  ResponseEntity<Resource> contract() {
    return ResponseEntity.ok(
        new ClassPathResource("hub/operations.yaml", OperationsContract.class.getClassLoader()));
  }
}
