"""What every process needs: settings, servers, clients, the queue and telemetry."""
