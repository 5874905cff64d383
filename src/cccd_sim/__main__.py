"""python -m cccd_sim."""

from cccd_sim.cli.app import main

if __name__ == "__main__":
    main()
