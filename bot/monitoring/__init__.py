"""Monitoring: Prometheus metrics and a health check of a running bot, on loopback."""

from bot.monitoring.server import open_monitor

__all__ = ["open_monitor"]
