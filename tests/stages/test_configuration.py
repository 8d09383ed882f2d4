"""Settings: what the program reads and whoever deploys it sets keeps its name."""

from pathlib import Path

import pytest

from pipeline import renamed

SET = "SHOP_SESSION_ID_LENGTH = 64\n"


@pytest.mark.parametrize("read", ['getattr(settings, "SHOP_SESSION_ID_LENGTH", 32)', "settings.SHOP_SESSION_ID_LENGTH"])
@pytest.mark.parametrize("folder", ["tests", "t/project", "example"])
def test_a_setting_of_whoever_deploys_it_stays(tmp_path: Path, read: str, folder: str) -> None:
    files = {"shop/models.py": f"from django.conf import settings\n\nLENGTH = {read}\n", f"{folder}/settings.py": SET}
    assert renamed(tmp_path, files) == files


def test_a_setting_that_the_program_itself_sets_moves(tmp_path: Path) -> None:
    read = 'from shop import settings\n\nLENGTH = getattr(settings, "SHOP_SESSION_ID_LENGTH", 32)\n'
    made = renamed(tmp_path, {"shop/__init__.py": "", "shop/models.py": read, "shop/settings.py": SET})
    assert '"SHOP_FLOW_ID_LENGTH"' in made["shop/models.py"]
    assert "SHOP_FLOW_ID_LENGTH = 64" in made["shop/settings.py"]


def test_a_constant_that_no_setting_is_moves(tmp_path: Path) -> None:
    made = renamed(tmp_path, {"shop.py": "SESSION_ID_LENGTH = 64\nprint(SESSION_ID_LENGTH)\n"})
    assert made["shop.py"] == "FLOW_ID_LENGTH = 64\nprint(FLOW_ID_LENGTH)\n"
