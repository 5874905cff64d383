"""Commands are tested in an empty folder, mostly without their charts."""

import pytest


@pytest.fixture(autouse=True)
def quiet_folder(tmp_path, monkeypatch, request):
    """Work in an empty folder; draw nothing unless the test asks for ``charts``."""
    monkeypatch.chdir(tmp_path)
    if "charts" not in request.fixturenames:
        monkeypatch.setattr("cccd_sim.cli.job.draw_all", lambda *_: [])


@pytest.fixture
def charts():
    """Ask for the charts to be drawn."""
