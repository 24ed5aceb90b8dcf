"""Episodes of HalfCheetah-v5 in Gymnasium's own loop on native MuJoCo, or of its physics alone.

The setting has the actions of an episode, the positions and velocities it starts from, how many episodes a turn takes, and
whether to leave all but the physics out.
"""

import gymnasium
import mujoco
import numpy as np

import navigation as nav


def program(setting):
    environment = gymnasium.make("HalfCheetah-v5")
    environment.reset(seed=0)
    bare = environment.unwrapped
    actions, positions, velocities = (
        np.array(setting[name]) for name in ["actions", "positions", "velocities"]
    )

    def episode():
        environment.reset()
        bare.set_state(positions, velocities)
        for action in actions:
            environment.step(action)

    def physics():
        model, data = bare.model, bare.data
        mujoco.mj_resetData(model, data)
        data.qpos[:] = positions
        data.qvel[:] = velocities
        for action in actions:
            data.ctrl[:] = action
            mujoco.mj_step(model, data, nstep=bare.frame_skip)

    work = physics if setting["physicsAlone"] else episode

    def iterate():
        for _ in range(setting["episodes"]):
            work()

    return iterate, None


if __name__ == "__main__":
    nav.serve(program)
